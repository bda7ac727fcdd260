// Where a module is found, as the importing file would find it.

export const resolve = (specifier, parent) => import.meta.resolve(specifier, parent);
