import { z } from 'zod'
import { defaultIgnoreRules, IgnoreRule } from './ignore-rules.ts'
import { CaptureMode, OFFERED_RULES, RedactionRule } from './redaction.ts'
import { retentionChoices } from './retention.ts'

const Port = z.int().min(1).max(65_535)

/** A filter of runs that somebody wants to use again. */
export const SavedFilter = z.object({
  name: z.string().trim().min(1).max(60),
  filter: z.string().min(1).max(2000),
})
export type SavedFilter = z.infer<typeof SavedFilter>

const choices = {
  theme: z.enum(['system', 'dark', 'light']),
  otlpHttpPort: Port,
  otlpGrpcPort: Port,
  apiPort: Port,
  /** Flush each commit to the disk itself: survives a power cut, not only a crash. */
  durable: z.boolean(),
  /** Below this much free space on the disk nothing is recorded, so that deleting still works; 0 is no limit. */
  minFreeDiskMb: z.int().min(0).max(1_048_576),
  /** Absolute paths of folders whose trace files are recorded as they grow. */
  watchedFolders: z.array(z.string().min(1)).max(100),
  /** What a comparison of runs overlooks. */
  ignoreRules: z.array(IgnoreRule).max(50),
  /** By name of a run: the run that others of that name are compared with. */
  baselines: z.record(z.string().min(1), z.string().regex(/^[0-9a-f]{32}$/, 'a run id is 32 hex digits')),
  savedFilters: z.array(SavedFilter).max(100),
  /** What is kept of the content that arrives from now on. */
  captureMode: CaptureMode,
  /** The same for the services named here, instead. */
  captureModeByService: z.record(z.string().min(1), CaptureMode),
  /** Applied in this order to everything that arrives from now on, before it is stored. */
  redactionRules: z.array(RedactionRule).max(100),
  /** Where providers are reached instead of at their own address; a new name is a server that speaks OpenAI. */
  providerAddresses: z.record(z.string().min(1).max(60), z.url({ protocol: /^https?$/ })),
  ...retentionChoices,
}

/** What a user may choose. Ports count from the next start; a command line flag wins over them. */
export const Settings = z.object({
  theme: choices.theme.default('system'),
  otlpHttpPort: choices.otlpHttpPort.default(4318),
  otlpGrpcPort: choices.otlpGrpcPort.default(4317),
  apiPort: choices.apiPort.default(8090),
  durable: choices.durable.default(false),
  minFreeDiskMb: choices.minFreeDiskMb.default(256),
  watchedFolders: choices.watchedFolders.default([]),
  ignoreRules: choices.ignoreRules.default([...defaultIgnoreRules]),
  baselines: choices.baselines.default({}),
  savedFilters: choices.savedFilters.default([]),
  captureMode: choices.captureMode.default('full'),
  captureModeByService: choices.captureModeByService.default({}),
  redactionRules: choices.redactionRules.default([...OFFERED_RULES]),
  providerAddresses: choices.providerAddresses.default({}),
  retainDays: choices.retainDays.default(null),
  retainFailedDays: choices.retainFailedDays.default(null),
  retainMb: choices.retainMb.default(null),
  collectEveryHours: choices.collectEveryHours.default(null),
})
export type Settings = z.infer<typeof Settings>

/** Without the defaults, which would overwrite what is not mentioned. */
export const SettingsChange = z.object(choices).partial()
export type SettingsChange = z.infer<typeof SettingsChange>
