import type { Attribute, NamedAttribute } from '#contract/span.ts'

/** Attributes whose key or value contains the text, in any case. */
export function filterAttributes(
  attributes: readonly NamedAttribute[],
  filter: string,
): readonly NamedAttribute[] {
  const wanted = filter.trim().toLowerCase()
  if (wanted === '') return attributes
  return attributes.filter(
    ({ key, value }) => key.toLowerCase().includes(wanted) || textOf(value).toLowerCase().includes(wanted),
  )
}

/** What a value is, in a reader's word. */
export function typeOfAttribute(value: Attribute): string {
  if (Array.isArray(value)) return 'list'
  if (value === null) return 'empty'
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'boolean':
      return 'yes or no'
    case 'object':
      return 'map'
    default:
      return 'number'
  }
}

function textOf(value: Attribute): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
