/** Why a text is no regular expression, for the person who typed it; undefined when it is one. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern === '') return 'An expression is needed: an empty one would find everything.'
  try {
    new RegExp(pattern, 'gu')
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/[a-z]*: /s, '') : 'it cannot be read'
    return `This is no regular expression: ${reason}.`
  }
}
