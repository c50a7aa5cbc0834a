import { z } from 'zod'

const Port = z.int().min(1).max(65_535)

/** What a user may choose. Ports count from the next start; a command line flag wins over them. */
export const Settings = z.object({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  otlpHttpPort: Port.default(4318),
  otlpGrpcPort: Port.default(4317),
  apiPort: Port.default(8090),
  /** Flush each commit to the disk itself: survives a power cut, not only a crash. */
  durable: z.boolean().default(false),
})
export type Settings = z.infer<typeof Settings>

export const SettingsChange = Settings.partial()
export type SettingsChange = z.infer<typeof SettingsChange>
