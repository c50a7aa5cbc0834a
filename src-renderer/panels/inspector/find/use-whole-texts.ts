import { useEffect, useState } from 'react'
import type { CallBlock } from '#contract/call.ts'
import { call } from '../../../api/call.ts'

const NONE: ReadonlyMap<string, string> = new Map()

interface WholeTexts {
  readonly texts: ReadonlyMap<string, string>
  readonly isReading: boolean
  /** How many could not be read. */
  readonly failed: number
}

/** The whole texts of the blocks that came cut, one after another, once they are wanted. */
export function useWholeTexts(blocks: readonly CallBlock[], isWanted: boolean): WholeTexts {
  const [state, setState] = useState<WholeTexts>({ texts: NONE, isReading: false, failed: 0 })
  useEffect(() => {
    if (!isWanted) return
    let isOver = false
    const cut = [...new Set(blocks.filter(({ block }) => block.isCut).map(({ block }) => block.blockId))]
    async function readAll(): Promise<void> {
      const texts = new Map<string, string>()
      let failed = 0
      for (const blockId of cut) {
        try {
          texts.set(blockId, (await call('blocks.get', { blockId })).text)
        } catch {
          failed += 1
        }
        if (isOver) return
      }
      setState({ texts, isReading: false, failed })
    }
    setState({ texts: NONE, isReading: cut.length > 0, failed: 0 })
    if (cut.length > 0) void readAll()
    return () => {
      isOver = true
    }
  }, [blocks, isWanted])
  return state
}
