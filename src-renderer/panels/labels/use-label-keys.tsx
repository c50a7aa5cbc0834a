import { type ReactNode, useState } from 'react'
import { useKeys } from '../../keys/use-keys.ts'
import { LabelDialog } from './label-dialog.tsx'
import { toggleStar } from './star-button.tsx'
import type { EditLabels, LabelTarget } from './target.ts'

interface Labelling {
  readonly edit: EditLabels
  /** Where the dialog is shown while it is open. */
  readonly dialog: ReactNode
}

/** A span has the keys of a run, with Shift. */
const KEYS = {
  run: { star: 's', tags: 't', note: 'n' },
  span: { star: 'S', tags: 'T', note: 'N' },
} as const

/** The keys that star, tag and annotate what a view is about, or what it has selected. */
export function useLabelKeys(
  view: string,
  target: LabelTarget | undefined,
  what: 'run' | 'span' = 'run',
): Labelling {
  const keys = KEYS[what]
  const [editing, setEditing] = useState<{ target: LabelTarget; first: 'tags' | 'note' }>()
  const edit = (wanted: LabelTarget | undefined, first: 'tags' | 'note') =>
    wanted !== undefined && setEditing({ target: wanted, first })
  useKeys(view, [
    {
      keys: [keys.star],
      label: `Star the ${what}`,
      ...(what === 'run' && { hint: { keys: Object.values(keys), label: 'Star, tag, note' } }),
      run: () => target !== undefined && void toggleStar(target),
    },
    { keys: [keys.tags], label: `Tag the ${what}`, run: () => edit(target, 'tags') },
    { keys: [keys.note], label: `Write a note on the ${what}`, run: () => edit(target, 'note') },
  ])
  return {
    edit,
    dialog: editing !== undefined && <LabelDialog {...editing} onClose={() => setEditing(undefined)} />,
  }
}
