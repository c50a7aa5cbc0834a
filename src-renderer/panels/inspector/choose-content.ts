import type { CallBlock } from '#contract/call.ts'
import { type Json, parseJson } from '../../format/parse-json.ts'
import type { Look } from '../../state/reading.ts'
import { readToolBlock } from './read-tool-call.ts'

/** How a block is drawn. */
export type Content =
  | { readonly as: 'tree'; readonly json: Json }
  | { readonly as: 'markdown'; readonly text: string }
  | { readonly as: 'text'; readonly text: string; readonly isTooLargeForTree: boolean }

/** Parsing more at once would stall the window. */
export const TREE_AT_MOST = 300_000

/** The data of tools is a tree in every look but raw; what people and models write is one when asked for. */
export function chooseContent(callBlock: CallBlock, look: Look): Content {
  const { kind, text, isCut } = callBlock.block
  if (look === 'raw') return { as: 'text', text, isTooLargeForTree: false }
  const isWritten = kind === 'text' || kind === 'reasoning'
  const wantsTree = !isWritten || look === 'json'
  const json = wantsTree && !isCut && text.length <= TREE_AT_MOST ? treeOf(callBlock) : undefined
  if (json !== undefined) return { as: 'tree', json }
  if (look === 'markdown' && isWritten && !isCut) return { as: 'markdown', text }
  return {
    as: 'text',
    text: readableText(callBlock, text),
    isTooLargeForTree: look === 'json' && !isCut && text.length > TREE_AT_MOST,
  }
}

/** A block as it is read and searched: a tool call without its wrapping. */
export function readableText(callBlock: CallBlock, text: string): string {
  if (callBlock.block.kind !== 'tool-call' || text.length > TREE_AT_MOST) return text
  return readToolBlock({ ...callBlock, block: { ...callBlock.block, text } }).content
}

function treeOf(callBlock: CallBlock): Json | undefined {
  const { block } = callBlock
  if (block.kind !== 'tool-call') return parseJson(block.text)
  const { json, content } = readToolBlock(callBlock)
  return json ?? parseJson(content)
}
