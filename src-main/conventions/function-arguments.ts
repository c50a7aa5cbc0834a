import { isJsonObject, isList } from '../base/json.ts'
import { canonicalJson } from './canonical-json.ts'
import { decodeText } from './tolerant-json.ts'

/** Decorators record a function's call; where all of it is named, the names are what a model would send. */
export function functionArguments(payload: string | undefined): string | undefined {
  const call = payload === undefined ? undefined : decodeText(payload)
  if (!isJsonObject(call) || !isJsonObject(call.kwargs)) return payload
  const hasNamedAlone = isList(call.args) && call.args.length === 0
  return hasNamedAlone ? canonicalJson(call.kwargs) : payload
}
