// @ts-check
/** @param {string} as */
export function openImport(as) {
  void as
}
