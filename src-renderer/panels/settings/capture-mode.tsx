import type { CaptureMode as Mode } from '#contract/redaction.ts'
import type { Settings } from '#contract/settings.ts'
import { changeSettings } from '../../actions/change-settings.ts'
import { Tabs } from '../../widgets/tabs.tsx'
import { Setting } from './group.tsx'

const MODES = [
  { id: 'minimal', label: 'Minimal' },
  { id: 'standard', label: 'Standard' },
  { id: 'full', label: 'Full' },
] as const

const SENTENCES: Readonly<Record<Mode, string>> = {
  minimal:
    'Names, times, models, tokens and cost are stored, nothing that was said. Counts for what arrives from now on.',
  standard:
    'All words are stored; of encoded pictures, sounds and files only what they are, how large and which. Counts for what arrives from now on.',
  full: 'Everything is stored as it arrives, byte for byte. Counts for what arrives from now on.',
}

export function CaptureMode({ settings }: { readonly settings: Settings }) {
  return (
    <Setting name="Content" sentence={SENTENCES[settings.captureMode]}>
      <Tabs
        label="Content"
        look="boxed"
        tabs={MODES}
        selected={settings.captureMode}
        onSelect={captureMode => void changeSettings({ captureMode })}
        controls="root"
      />
    </Setting>
  )
}
