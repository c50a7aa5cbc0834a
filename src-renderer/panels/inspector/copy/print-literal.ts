import type { Json } from '../../../format/parse-json.ts'

interface Words {
  readonly true: string
  readonly false: string
  readonly null: string
}

const PYTHON: Words = { true: 'True', false: 'False', null: 'None' }
const JAVASCRIPT: Words = { true: 'true', false: 'false', null: 'null' }

/** A value as a Python literal. Lines after the first are indented by `indent` spaces. */
export function printPython(value: Json, indent = 0): string {
  return printLiteral(value, indent, 4, PYTHON)
}

/** A value as JSON, which is a JavaScript literal too. Whole numbers of any size stay whole. */
export function printJson(value: Json, indent = 0): string {
  return printLiteral(value, indent, 2, JAVASCRIPT)
}

function printLiteral(value: Json, indent: number, step: number, words: Words): string {
  if (value === null) return words.null
  if (typeof value === 'boolean') return value ? words.true : words.false
  if (typeof value === 'string') return printText(value)
  if (typeof value !== 'object') return String(value)
  const inner = ' '.repeat(indent + step)
  const members = Array.isArray(value)
    ? value.map(each => printLiteral(each, indent + step, step, words))
    : Object.entries(value).map(
        ([key, each]) => `${printText(key)}: ${printLiteral(each, indent + step, step, words)}`,
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (members.length === 0) return `${open}${close}`
  return `${open}\n${inner}${members.join(`,\n${inner}`)}\n${' '.repeat(indent)}${close}`
}

/** Both languages read JSON's strings, but for two line ends that JavaScript once did not and half pairs. */
function printText(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, end => `\\u${end.charCodeAt(0).toString(16)}`)
}
