import type { Section } from '#contract/call.ts'

/** Stored as their places here. Append only, with a migration that makes the view `block_list_items` anew. */
export const SECTIONS: readonly Section[] = ['system', 'tools', 'input', 'output']
export const ROLES: readonly string[] = ['system', 'user', 'assistant', 'tool', 'developer']

export function sectionCode(section: Section): number {
  return SECTIONS.indexOf(section)
}

/** A role of somebody's own stays as it is. */
export function roleCode(role: string): number | string {
  const code = ROLES.indexOf(role)
  return code < 0 ? role : code
}
