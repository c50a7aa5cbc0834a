import { agentTrace } from './agent-trace.ts'
import { atif } from './atif.ts'
import { claudeCode } from './claude-code.ts'
import { codex } from './codex.ts'
import { geminiCli } from './gemini-cli.ts'
import type { ImportedFile } from './imported-file.ts'
import type { Importer } from './importer.ts'
import { jaeger } from './jaeger.ts'
import { langfuse } from './langfuse.ts'
import { langSmith } from './langsmith.ts'
import { opencode } from './opencode.ts'
import { otlpJson } from './otlp-json.ts'
import { petalTrace } from './petal-trace.ts'
import { phoenix } from './phoenix.ts'
import { prela } from './prela.ts'
import { pyAgent } from './pyagent.ts'
import { traceLlm } from './trace-llm.ts'

/**
 * The order is the priority where the content of a file would pass for several formats. Those that only their
 * producer can have written come first; exports of platforms carry whatever an application put into them.
 */
export const importers: readonly Importer[] = [
  otlpJson,
  claudeCode,
  codex,
  geminiCli,
  opencode,
  atif,
  agentTrace,
  pyAgent,
  prela,
  traceLlm,
  petalTrace,
  jaeger,
  langfuse,
  langSmith,
  phoenix,
]

/** The format of a file, told by its content and never by its name. */
export function findImporter(file: ImportedFile): Importer | undefined {
  return importers.find(importer => importer.sniff(file))
}
