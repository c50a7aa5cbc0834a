/** What a reader typed, as tags: commas part them, and none stands twice. */
export function splitTags(text: string): string[] {
  const tags = text.split(/[,\n]/).map(tag => tag.trim().slice(0, 100))
  return [...new Set(tags.filter(tag => tag !== ''))]
}

/** What has to be added and taken away so that the one becomes the other. */
export function compareTags(before: readonly string[], after: readonly string[]) {
  return {
    addTags: after.filter(tag => !before.includes(tag)),
    removeTags: before.filter(tag => !after.includes(tag)),
  }
}
