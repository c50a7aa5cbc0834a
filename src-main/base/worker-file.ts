/**
 * Where a worker's entry file lies: in its folder when Node runs the sources, beside the bundle otherwise.
 * `from` is the `import.meta.url` of the asking module, which the bundler moves into one flat folder.
 */
export function workerFile(from: string, name: string): URL {
  return new URL(from.endsWith('.ts') ? `./${name}.ts` : `./${name}.js`, from)
}
