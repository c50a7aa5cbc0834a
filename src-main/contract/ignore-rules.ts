import { z } from 'zod'

/** Something that differs between any two runs and says nothing. */
export const IgnoreRule = z.object({
  name: z.string().min(1).max(60),
  /** A JavaScript regular expression. */
  pattern: z
    .string()
    .min(1)
    .max(500)
    .refine(isPattern, 'this is no regular expression that JavaScript understands'),
  isOn: z.boolean(),
})
export type IgnoreRule = z.infer<typeof IgnoreRule>

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}

/** In this order: what a date takes is no longer there for a number to find. */
export const defaultIgnoreRules: readonly IgnoreRule[] = [
  {
    name: 'timestamp',
    pattern: String.raw`\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?\b|\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b`,
    isOn: true,
  },
  { name: 'unix-time', pattern: String.raw`\b1[5-9]\d{8}(?:\d{3}|\d{6}|\d{9}|\.\d+)?\b`, isOn: true },
  {
    name: 'uuid',
    pattern: String.raw`\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b`,
    isOn: true,
  },
  {
    name: 'call-id',
    pattern: String.raw`\b(?:call|toolu|chatcmpl|msg|resp|run|req|fc|rs|thread)[_-][A-Za-z0-9]{8,}\b`,
    isOn: true,
  },
  {
    name: 'hex-id',
    pattern: String.raw`\b(?:0x)?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,64}\b`,
    isOn: true,
  },
  {
    name: 'temp-path',
    pattern: String.raw`(?:/private)?/(?:tmp|var/tmp|var/folders)/[^\s"'\x60,;:)\]}]+|[A-Za-z]:\\{1,2}Users\\{1,2}[^\\\s]+\\{1,2}AppData\\{1,2}Local\\{1,2}Temp\\{1,2}[^\s"'\x60,;)\]}]+`,
    isOn: true,
  },
  {
    name: 'port',
    pattern: String.raw`(?<=\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):)\d{2,5}\b`,
    isOn: true,
  },
  {
    name: 'duration',
    pattern: String.raw`\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|s|sec|seconds|milliseconds)\b`,
    isOn: false,
  },
]
