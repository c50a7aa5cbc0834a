/** Hands a text to the reader as a file: the host asks where to, or keeps it with the downloads. */
export function saveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a')
  const url = URL.createObjectURL(new Blob([text], { type }))
  link.href = url
  link.download = name
  link.click()
  // The download has begun by the next turn; after it the memory is not needed any more.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
