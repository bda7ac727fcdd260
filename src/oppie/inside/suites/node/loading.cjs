'use strict';
// Loads files of the workspace afresh each time; what lies in node_modules stays loaded.

const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, extname, join } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const vm = require('node:vm');

const TESTED = 'node:test';
const IS_ESM = /Cannot use import statement outside a module|Unexpected token 'export'|Cannot use 'import\.meta' outside a module|await is only valid/;

class Loading {
  /** `provide()` is what files get for node:test; `resolve` is import.meta.resolve. */
  constructor(top, provide, resolve) {
    Object.assign(this, { top, provide, resolve });
    this.modules = new Map();
    this.loaded = new Set(); // files that were loaded so that a change of them would be seen
    const load = Module._load;
    Module._load = (request, parent, isMain) =>
      request === TESTED ? provide() : load(request, parent, isMain);
    const { loaded } = this;
    const read = Module.prototype.load;
    Module.prototype.load = function (path) {
      loaded.add(path);
      return read.call(this, path);
    };
  }

  own(path) {
    return path.startsWith(this.top + '/') && !path.includes('/node_modules/');
  }

  /** Forget the files of the workspace. */
  forget() {
    this.modules = new Map();
    for (const path of Object.keys(require.cache)) {
      if (this.own(path)) delete require.cache[path];
    }
    // what node_modules keep of them through their parents would keep them alive
    for (const module of Object.values(require.cache)) {
      if (module) module.children = module.children.filter((child) => !this.own(child.filename ?? ''));
    }
  }

  async main(path) {
    process.argv[1] = path;
    if (isModule(path)) return this.imported(pathToFileURL(path).href);
    try {
      Module._load(path, null, true);
    } catch (error) {
      if (extname(path) !== '.js' || !(error instanceof SyntaxError) || !IS_ESM.test(error.message)) throw error;
      if (!process.features.require_module) throw error; // older ones do not look twice
      await this.imported(pathToFileURL(path).href, true);
    }
  }

  async imported(url) {
    const module = this.module(url);
    await module.link((specifier, parent) => this.linked(specifier, parent));
    await module.evaluate();
    return module.namespace;
  }

  async linked(specifier, parent) {
    const url = specifier === TESTED ? TESTED : this.resolve(specifier, parent.identifier);
    if (this.modules.has(url)) return this.modules.get(url);
    const path = url.startsWith('file:') ? fileURLToPath(url) : '';
    if (path && this.own(path) && (isModule(path) || extname(path) === '.ts')) return this.module(url);
    const given = await this.given(url, path);
    if (!this.modules.has(url)) this.modules.set(url, given);
    return this.modules.get(url);
  }

  module(url) {
    const path = fileURLToPath(url);
    this.loaded.add(path);
    const module = new vm.SourceTextModule(readFileSync(path, 'utf8'), {
      identifier: url,
      initializeImportMeta: (meta) => {
        Object.assign(meta, { url, filename: path, dirname: dirname(path) });
        meta.resolve = (specifier) => this.resolve(specifier, url);
      },
      importModuleDynamically: async (specifier, parent) => {
        const found = await this.linked(specifier, parent);
        if (found.status === 'unlinked') await found.link((name, from) => this.linked(name, from));
        if (found.status === 'linked') await found.evaluate();
        return found;
      },
    });
    this.modules.set(url, module);
    return module;
  }

  /** What is no module of the workspace, as one that exports the same. */
  async given(url, path) {
    const values = await this.values(url, path);
    const names = Object.keys(values);
    const module = new vm.SyntheticModule(names, () => {
      for (const name of names) module.setExport(name, values[name]);
    }, { identifier: url });
    return module;
  }

  async values(url, path) {
    if (url === TESTED) return { ...this.provide() };
    if (path && this.own(path)) {
      if (extname(path) === '.json') {
        this.loaded.add(path);
        return { default: JSON.parse(readFileSync(path, 'utf8')) };
      }
      const exported = require(path);
      const named = typeof exported === 'object' || typeof exported === 'function' ? exported : {};
      return { ...named, default: exported };
    }
    return import(url);
  }
}

function isModule(path) {
  const end = extname(path);
  if (end === '.mjs' || end === '.mts') return true;
  if (end !== '.js') return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const settings = join(folder, 'package.json');
    if (existsSync(settings)) return JSON.parse(readFileSync(settings, 'utf8')).type === 'module';
    if (folder === dirname(folder)) return false;
  }
}

module.exports = { Loading };
