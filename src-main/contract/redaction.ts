import { z } from 'zod'

/** What is kept of the content that arrives. */
export const CaptureMode = z.enum(['minimal', 'standard', 'full'])
export type CaptureMode = z.infer<typeof CaptureMode>

export const Detector = z.enum([
  'anthropic-key',
  'openai-key',
  'aws-key',
  'github-token',
  'google-key',
  'slack-token',
  'bearer-token',
  'private-key',
  'email',
  'credit-card',
  'phone',
])
export type Detector = z.infer<typeof Detector>

const common = {
  name: z
    .string()
    .regex(/^[\w.-]{1,40}$/, 'the name of a rule is up to 40 letters, digits, ".", "-" and "_"'),
  enabled: z.boolean(),
  /** What takes the place of a finding; `{name}` and `{digest}` are filled in. */
  replacement: z.string().max(200).default('[redacted:{name}:{digest}]'),
}

/** What is taken out of everything that arrives, before it is stored. */
export const RedactionRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('detector'), ...common, detector: Detector }),
  /** Finds the longest match that begins first. */
  z.object({
    kind: z.literal('pattern'),
    ...common,
    pattern: z.string().min(1).max(500),
    ignoreCase: z.boolean().default(false),
  }),
  /** Takes whatever is told under these names: attributes, members of maps and of JSON texts. */
  z.object({ kind: z.literal('keys'), ...common, keys: z.array(z.string().min(1).max(200)).min(1).max(200) }),
])
export type RedactionRule = z.infer<typeof RedactionRule>

const SECRET_NAMES = [
  'password',
  'passwd',
  'secret',
  'api_key',
  'access_token',
  'refresh_token',
  'client_secret',
  'private_key',
  'aws_secret_access_key',
  'authorization',
  'cookie',
  'set-cookie',
]

const replacement = '[redacted:{name}:{digest}]'

/** Everything that is offered; nothing is on, because what is accepted is kept until its owner says otherwise. */
export const OFFERED_RULES: readonly RedactionRule[] = [
  ...Detector.options.map(
    detector => ({ kind: 'detector', name: detector, detector, enabled: false, replacement }) as const,
  ),
  { kind: 'keys', name: 'secret-fields', enabled: false, replacement, keys: SECRET_NAMES },
]

/** How often a rule found something. */
export const RuleCount = z.object({ name: z.string(), count: z.int() })
export type RuleCount = z.infer<typeof RuleCount>

/** What was taken out of a span or a log record before it was stored. */
export const Withheld = z.object({
  redactions: z.array(RuleCount),
  /** The mode that left content out; null when none was. */
  captureMode: CaptureMode.nullable(),
  leftOutValues: z.int(),
  leftOutBytes: z.int(),
})
export type Withheld = z.infer<typeof Withheld>

export const RulePreview = z.object({
  name: z.string(),
  count: z.int(),
  /** A few of the findings, told by their ends only, with what would take their place. */
  samples: z.array(z.object({ before: z.string(), after: z.string() })),
})
export type RulePreview = z.infer<typeof RulePreview>

export const RedactionPreview = z.object({
  rules: z.array(RulePreview),
  /** The text as it would be stored; null when stored runs were tried. */
  text: z.string().nullable(),
  runs: z.int(),
  spans: z.int(),
  bytes: z.int(),
  /** False when there was more than one answer can look through. */
  isComplete: z.boolean(),
})
export type RedactionPreview = z.infer<typeof RedactionPreview>
