/** The host may ask the reader where to before it reads the file. */
const KEPT_MS = 60_000

/** Hands a text to the reader as a file: the host asks where to, or keeps it with the downloads. */
export function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a')
  const url = URL.createObjectURL(new Blob([text], { type }))
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
