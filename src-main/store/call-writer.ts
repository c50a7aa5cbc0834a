import type { Figure } from '#contract/figure.ts'
import { createBlockWriter, type WrittenList } from './block-writer.ts'
import type { CallCounter, CallPlace } from './call-counter.ts'
import { createBasisWriter, createCallDetailsWriter } from './call-details.ts'
import type { WritableDatabase } from './database.ts'
import type { CarriedBlocks } from './long-value-writer.ts'
import type { BlockRecord, CallRecord, SpanRecord, ToolRecord } from './records.ts'
import { type CarriedBlock, MIN_BLOCK_CHARACTERS } from './value-pieces.ts'

/** Writes what a span did: an LLM call as a list of blocks, a tool call as its arguments and result. */
export function createCallWriter(db: WritableDatabase, counter: CallCounter) {
  const statements = prepareStatements(db)
  const blocks = createBlockWriter(db)
  const writeDetails = createCallDetailsWriter(db)
  const bases = createBasisWriter(db)

  function writeCall(runKey: number, spanKey: number, call: CallRecord, place: CallPlace): WrittenList {
    const list = blocks.writeList(runKey, call.items)
    statements.insertCall.run({
      spanKey,
      runKey,
      listKey: list.listKey,
      provider: call.provider,
      requestModel: call.requestModel,
      responseModel: call.responseModel,
      ...figureColumns(call),
      priceSource: call.priceSource,
      isReported: call.isReported ? 1 : 0,
      ...place,
      basisKey: bases.keyOf(call.details.costBasis),
    })
    writeDetails(spanKey, call.details)
    return list
  }

  function writeTool(spanKey: number, tool: ToolRecord): readonly CarriedBlock[] {
    const write = (block: BlockRecord | null) => (block === null ? undefined : blocks.writeBlock(block))
    const given = write(tool.arguments)
    const result = write(tool.result)
    statements.insertTool.run(
      spanKey,
      tool.toolName,
      tool.toolCallId,
      given?.blockKey ?? null,
      result?.blockKey ?? null,
    )
    return [given, result].filter(block => block !== undefined)
  }

  /** Returns the blocks that the span carries. */
  function write(runKey: number, spanKey: number, record: SpanRecord): CarriedBlocks | undefined {
    const { call, tool } = record
    const place = counter.placeOf(record)
    const list = call && writeCall(runKey, spanKey, call, place)
    counter.add(runKey, record, place)
    const ofTool = tool && writeTool(spanKey, tool)
    if (list === undefined) return ofTool && { added: ofTool, all: ofTool }
    const { items, sharedLength } = list
    if (ofTool === undefined) return { added: items.slice(sharedLength), all: items }
    return { added: [...items.slice(sharedLength), ...ofTool], all: [...items, ...ofTool] }
  }

  return {
    write,
    /** Takes back what an earlier telling of the span said it did; returns the blocks that its tool carried. */
    erase(runKey: number, spanKey: number): readonly number[] {
      counter.remove(spanKey)
      statements.deleteCall.run(spanKey)
      const tool = statements.deleteTool.get(spanKey)
      const keys = [tool?.argumentsKey, tool?.resultKey].filter(key => typeof key === 'number')
      for (const key of keys) statements.keepBlock.run(runKey, key)
      return keys
    },
    forget(): void {
      blocks.forget()
      bases.forget()
    },
  }
}

function figureColumns({ cost, details: { usage } }: CallRecord) {
  return {
    inputTokens: knownValue(usage.input),
    inputConfidence: usage.input.confidence,
    outputTokens: knownValue(usage.output),
    outputConfidence: usage.output.confidence,
    cacheReadTokens: knownValue(usage.cacheRead),
    cacheReadConfidence: usage.cacheRead.confidence,
    costNano: knownValue(cost),
    costConfidence: cost.confidence,
  }
}

function knownValue(figure: Figure): number | null {
  return figure.confidence === 'unknown' ? null : figure.value
}

function prepareStatements(db: WritableDatabase) {
  return {
    insertCall: db.prepare(/* sql */ `
      insert into calls (span_key, run_key, list_key, provider, request_model, response_model, input_tokens,
        input_confidence, output_tokens, output_confidence, cache_read_tokens, cache_read_confidence,
        cost_nano, cost_confidence, price_source, is_reported, quarter, agent_name, answer_hash, basis_key)
      values (@spanKey, @runKey, @listKey, @provider, @requestModel, @responseModel, @inputTokens,
        @inputConfidence, @outputTokens, @outputConfidence, @cacheReadTokens, @cacheReadConfidence,
        @costNano, @costConfidence, @priceSource, @isReported, @quarter, @agentName, @answerHash, @basisKey)
    `),
    insertTool: db.prepare(/* sql */ `
      insert into tool_io (span_key, tool_name, tool_call_id, arguments_key, result_key)
      values (?, ?, ?, ?, ?)
    `),
    // Raw values of this or another telling may be made of it, and stay as long as the run does.
    keepBlock: db.prepare(/* sql */ `
      insert or ignore into kept_blocks (run_key, block_key)
      select ?, block_key from blocks where block_key = ? and size >= ${MIN_BLOCK_CHARACTERS}
    `),
    deleteCall: db.prepare('delete from calls where span_key = ?'),
    deleteTool: db.prepare<[number], { argumentsKey: number | null; resultKey: number | null }>(/* sql */ `
      delete from tool_io where span_key = ? returning arguments_key as argumentsKey, result_key as resultKey
    `),
  }
}
