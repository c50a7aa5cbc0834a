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

function textOf(value: Attribute): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
