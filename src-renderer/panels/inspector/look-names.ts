import type { Look } from '../../state/reading.ts'

export const LOOK_NAMES: Readonly<Record<Look, { readonly label: string; readonly tip: string }>> = {
  text: { label: 'Text', tip: 'As text; the data of tools as a tree' },
  markdown: {
    label: 'Markdown',
    tip: 'With headings, lists and tables. Nothing is loaded, no link is followed',
  },
  json: { label: 'JSON', tip: 'Whatever is JSON as a tree, also in messages' },
  raw: { label: 'Raw', tip: 'Each block as it is stored' },
}
