import type { ImportedFile } from './imported-file.ts'
import { type RecordOrSkipped, recordOf } from './json-lines.ts'
import { splitValues } from './split-values.ts'

/** The objects of a file: one on each line, several lines for each, or members of a list. */
export function* jsonValues(file: ImportedFile): Generator<RecordOrSkipped> {
  for (const { line, text } of splitValues(file.lines())) yield recordOf(line, text)
}
