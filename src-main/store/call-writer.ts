import type { Figure } from '#contract/figure.ts'
import { createBlockWriter } from './block-writer.ts'
import type { WritableDatabase } from './database.ts'
import type { BlockRecord, CallRecord, ToolRecord } from './records.ts'

/** Writes what a span did: an LLM call as a list of blocks, a tool call as its arguments and result. */
export function createCallWriter(db: WritableDatabase) {
  const statements = prepareStatements(db)
  const blocks = createBlockWriter(db)

  function writeCall(runKey: number, spanKey: number, call: CallRecord): void {
    const { usage } = call.details
    statements.insertCall.run({
      spanKey,
      runKey,
      listKey: blocks.writeList(runKey, call.items),
      provider: call.provider,
      requestModel: call.requestModel,
      responseModel: call.responseModel,
      inputTokens: knownValue(usage.input),
      inputConfidence: usage.input.confidence,
      outputTokens: knownValue(usage.output),
      outputConfidence: usage.output.confidence,
      costNano: knownValue(call.cost),
      costConfidence: call.cost.confidence,
      details: JSON.stringify(call.details),
    })
  }

  function writeTool(spanKey: number, tool: ToolRecord): void {
    const keyOf = (block: BlockRecord | null) => (block === null ? null : blocks.writeBlock(block))
    statements.insertTool.run(
      spanKey,
      tool.toolName,
      tool.toolCallId,
      keyOf(tool.arguments),
      keyOf(tool.result),
    )
  }

  return {
    writeCall,
    writeTool,
    /** Takes back what an earlier telling of the span said it did; returns the blocks that its tool carried. */
    erase(spanKey: number): readonly number[] {
      statements.deleteCall.run(spanKey)
      const tool = statements.deleteTool.get(spanKey)
      return [tool?.argumentsKey, tool?.resultKey].filter(key => typeof key === 'number')
    },
    forget: blocks.forget,
  }
}

function knownValue(figure: Figure): number | null {
  return figure.confidence === 'unknown' ? null : figure.value
}

function prepareStatements(db: WritableDatabase) {
  return {
    insertCall: db.prepare(/* sql */ `
      insert into calls (span_key, run_key, list_key, provider, request_model, response_model, input_tokens,
        input_confidence, output_tokens, output_confidence, cost_nano, cost_confidence, details)
      values (@spanKey, @runKey, @listKey, @provider, @requestModel, @responseModel, @inputTokens,
        @inputConfidence, @outputTokens, @outputConfidence, @costNano, @costConfidence, @details)
    `),
    insertTool: db.prepare(/* sql */ `
      insert into tool_io (span_key, tool_name, tool_call_id, arguments_key, result_key)
      values (?, ?, ?, ?, ?)
    `),
    deleteCall: db.prepare('delete from calls where span_key = ?'),
    deleteTool: db.prepare<[number], { argumentsKey: number | null; resultKey: number | null }>(/* sql */ `
      delete from tool_io where span_key = ? returning arguments_key as argumentsKey, result_key as resultKey
    `),
  }
}
