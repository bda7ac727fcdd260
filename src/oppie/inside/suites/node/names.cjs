'use strict';
// Ids of tests: the file, then the names from the outermost suite on; those of one name numbered.

class Scope {
  constructor(id, glue) {
    this.id = id;
    this.glue = glue;
    this.used = new Map();
  }

  /** The scope of a test that is declared in this one. */
  inner(name) {
    const count = (this.used.get(name) ?? 0) + 1;
    this.used.set(name, count);
    const plain = String(name).replace(/\s*\n\s*/g, ' ');
    const own = count > 1 ? `${plain} (${count})` : plain;
    return new Scope(this.id + this.glue + own, ' > ');
  }
}

/** Follows a stream of events in which each test begins after those that it is declared in. */
class Names {
  constructor(file) {
    this.scopes = [new Scope(file, '::')];
  }

  enter(name, depth) {
    this.scopes.length = depth + 1;
    this.scopes.push(this.scopes[depth].inner(name));
  }

  leave(depth) {
    return this.scopes[depth + 1].id;
  }
}

module.exports = { Scope, Names };
