import { create } from 'zustand'

/** How recorded texts are shown: as text, as Markdown, whatever is JSON as a tree, or as they are stored. */
export const LOOKS = ['text', 'markdown', 'json', 'raw'] as const
export type Look = (typeof LOOKS)[number]

interface Reading {
  readonly look: Look
  readonly marksSpaces: boolean
  /** The look of single messages, by the block they begin with: a message that is sent again keeps it. */
  readonly ofMessages: ReadonlyMap<string, Look>
}

const KEY = 'reading'

export const useReading = create<Reading>()(() => ({ ...remembered(), ofMessages: new Map() }))

export function setLook(look: Look): void {
  useReading.setState({ look, ofMessages: new Map() })
  remember()
}

export function setLookOfMessage(blockId: string, look: Look | undefined): void {
  useReading.setState(({ ofMessages }) => {
    const next = new Map(ofMessages)
    if (look === undefined) next.delete(blockId)
    else next.set(blockId, look)
    return { ofMessages: next }
  })
}

export function setMarksSpaces(marksSpaces: boolean): void {
  useReading.setState({ marksSpaces })
  remember()
}

export function parseLook(text: unknown): Look | undefined {
  return LOOKS.find(look => look === text)
}

function remember(): void {
  const { look, marksSpaces } = useReading.getState()
  localStorage.setItem(KEY, `${look}${marksSpaces ? ' spaces' : ''}`)
}

function remembered(): Pick<Reading, 'look' | 'marksSpaces'> {
  const [look, spaces] = (globalThis.localStorage?.getItem(KEY) ?? '').split(' ')
  return { look: parseLook(look) ?? 'text', marksSpaces: spaces === 'spaces' }
}
