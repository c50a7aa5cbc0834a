import { fileURLToPath } from 'node:url'

/** The same distance from the sources and from the bundle. */
export const SAMPLE_FILE = fileURLToPath(new URL('../../resources/sample-run.json', import.meta.url))
