import { z } from 'zod'
import { Settings, SettingsChange } from '../settings.ts'
import type { Operations } from './operation.ts'

/** What a user may choose. */
export const settingsOperations = {
  'settings.get': {
    summary: 'The settings in force.',
    http: 'GET /settings',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: Settings,
  },
  'settings.set': {
    summary: 'Changes the settings that are given and leaves the others.',
    http: 'PATCH /settings',
    writes: true,
    isTool: false,
    params: SettingsChange,
    result: Settings,
  },
} as const satisfies Operations
