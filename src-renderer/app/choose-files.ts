import { importFiles } from '../actions/import-files.ts'

/** Asks the reader for trace files and records them. */
export function chooseFiles(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => void importFiles([...(input.files ?? [])]))
  input.click()
}
