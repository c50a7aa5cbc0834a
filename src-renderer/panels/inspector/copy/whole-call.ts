import type { Call, CallBlock } from '#contract/call.ts'
import { call as ask } from '../../../api/call.ts'

/** The call with every block whole: what is copied is never cut. */
export async function readWholeCall(call: Call): Promise<Call> {
  const texts = await readWholeTexts(call.blocks)
  return {
    ...call,
    blocks: call.blocks.map((callBlock, index) => ({
      ...callBlock,
      block: { ...callBlock.block, text: texts[index] ?? callBlock.block.text, isCut: false },
    })),
  }
}

export async function readWholeTexts(blocks: readonly CallBlock[]): Promise<string[]> {
  const texts: string[] = []
  for (const { block } of blocks) {
    texts.push(block.isCut ? (await ask('blocks.get', { blockId: block.blockId })).text : block.text)
  }
  return texts
}
