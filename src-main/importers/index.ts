import { agentTrace } from './agent-trace.ts'
import { claudeCode } from './claude-code.ts'
import { codex } from './codex.ts'
import { geminiCli } from './gemini-cli.ts'
import type { ImportedFile } from './imported-file.ts'
import type { Importer } from './importer.ts'
import { otlpJson } from './otlp-json.ts'
import { prela } from './prela.ts'
import { pyAgent } from './pyagent.ts'

/** The order is the priority where the content of a file would pass for several formats. */
export const importers: readonly Importer[] = [
  otlpJson,
  claudeCode,
  codex,
  geminiCli,
  agentTrace,
  pyAgent,
  prela,
]

/** The format of a file, told by its content and never by its name. */
export function findImporter(file: ImportedFile): Importer | undefined {
  return importers.find(importer => importer.sniff(file))
}
