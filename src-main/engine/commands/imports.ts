import { isAbsolute } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'

export const importCommands: CommandHandlersOf<
  'imports.create' | 'imports.start' | 'imports.upload' | 'imports.list' | 'imports.get' | 'imports.cancel'
> = {
  'imports.create': ({ imports }, { name, text }) => imports.importText(name, text),
  async 'imports.start'({ imports }, { paths }) {
    requireAbsolute(paths)
    return imports.start(paths)
  },
  'imports.upload': ({ imports }, { base64, ...part }) =>
    imports.upload({ ...part, bytes: Buffer.from(base64, 'base64') }),
  'imports.list': async ({ imports }) => ({ jobs: [...imports.list()] }),
  'imports.get': async ({ imports }, { jobId }) => imports.get(jobId),
  'imports.cancel': async ({ imports }, { jobId }) => imports.cancel(jobId),
}

/** The folder that the host was started in is nothing a client knows. */
export function requireAbsolute(paths: readonly string[]): void {
  const issues = paths.filter(path => !isAbsolute(path)).map(path => `"${path}" is no absolute path`)
  if (issues.length > 0) throw new ProblemError({ code: 'bad-request', issues })
}
