import { useEffect } from 'react'
import type { Settings as SettingsAnswer } from '#contract/settings.ts'
import { changeSettings } from '../../actions/change-settings.ts'
import { moveReceiver } from '../../actions/move-receiver.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { ReceiverLine } from '../../widgets/receiver-line.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { CaptureMode } from './capture-mode.tsx'
import { Fact, Group, Setting, Switch } from './group.tsx'
import { PortField } from './port-field.tsx'
import { Prices } from './prices.tsx'
import { ProviderKeys } from './provider-keys.tsx'
import { Redaction } from './redaction.tsx'
import { Retention } from './retention.tsx'
import styles from './settings.module.css'
import { Sources } from './sources.tsx'
import { WatchedFolders } from './watched-folders.tsx'

const THEMES = [
  { id: 'system', label: 'System' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const

export function Settings() {
  const settings = useOperation('settings.get', {})
  const status = useOperation('status', {})

  useEffect(() => {
    document.title = 'Settings – Runback'
  }, [])
  useKeys('Settings', [{ keys: ['Escape'], label: 'Back', run: () => window.history.back() }])

  return (
    <main className={styles.panel} aria-label="Settings">
      <div className={styles.column}>
        <h1 className={styles.title}>Settings</h1>
        {settings.value !== undefined && <Choices settings={settings.value} />}
        {status.value !== undefined && (
          <>
            <Group title="Receivers">
              {status.value.receivers.map(receiver => (
                <div key={receiver.name} className={styles.receiver}>
                  <ReceiverLine receiver={receiver} onMove={port => void moveReceiver(receiver.name, port)} />
                  <p className={styles.counters}>
                    {formatNumberOf(receiver.counters.requests, 'request')},{' '}
                    {formatCount(receiver.counters.refused)} refused,{' '}
                    {formatCount(receiver.counters.deferred)} asked to come again
                    {receiver.counters.lastRefusal !== null && (
                      <span className={styles.refusal}>
                        Last refusal: {toVisible(receiver.counters.lastRefusal)}
                      </span>
                    )}
                  </p>
                </div>
              ))}
            </Group>
            <Group title="What the receivers saw">
              <Sources />
            </Group>
            <Group title="Watched folders">
              <WatchedFolders />
            </Group>
            <Group title="Keys of providers">
              <ProviderKeys />
            </Group>
            <Group title="Prices">
              <Prices />
            </Group>
            <Group title="Store">
              <dl className={styles.facts}>
                <Fact name="Folder">
                  <code>{toVisible(status.value.dataDir)}</code>
                  <CopyButton isSmall label="Copy the folder" read={() => status.value?.dataDir ?? ''} />
                </Fact>
                <Fact name="Size">{formatBytes(status.value.store.sizeBytes)}</Fact>
                <Fact name="Holds">
                  {formatNumberOf(status.value.store.runs, 'run')},{' '}
                  {formatNumberOf(status.value.store.spans, 'span')},{' '}
                  {formatNumberOf(status.value.store.blocks, 'distinct block')}
                </Fact>
              </dl>
            </Group>
            <Group title="About">
              <dl className={styles.facts}>
                <Fact name="Version">{status.value.version}</Fact>
                <Fact name="Price list">{toVisible(status.value.prices)}</Fact>
                <Fact name="Process">{status.value.pid}</Fact>
                <Fact name="Graph drawn with">React Flow</Fact>
              </dl>
            </Group>
          </>
        )}
      </div>
    </main>
  )
}

function Choices({ settings }: { readonly settings: SettingsAnswer }) {
  return (
    <>
      <Group title="Appearance">
        <Setting name="Theme" sentence="System follows what your desktop uses.">
          <Tabs
            label="Theme"
            look="boxed"
            tabs={THEMES}
            selected={settings.theme}
            onSelect={theme => void changeSettings({ theme })}
            controls="root"
          />
        </Setting>
      </Group>
      <Group title="Recording">
        <Setting
          name="OTLP/HTTP port"
          sentence="Where SDKs that speak http/protobuf or http/json send; counts from the next start."
        >
          <PortField
            label="OTLP/HTTP port"
            port={settings.otlpHttpPort}
            onChange={otlpHttpPort => void changeSettings({ otlpHttpPort })}
          />
        </Setting>
        <Setting
          name="OTLP/gRPC port"
          sentence="Where SDKs that speak gRPC send; counts from the next start."
        >
          <PortField
            label="OTLP/gRPC port"
            port={settings.otlpGrpcPort}
            onChange={otlpGrpcPort => void changeSettings({ otlpGrpcPort })}
          />
        </Setting>
        <Setting
          name="API port"
          sentence="Where scripts, agents and a browser reach Runback; counts from the next start."
        >
          <PortField
            label="API port"
            port={settings.apiPort}
            onChange={apiPort => void changeSettings({ apiPort })}
          />
        </Setting>
        <Setting
          name="Survive a power cut"
          sentence="Every commit is flushed to the disk itself. Without it, recordings survive a crash of Runback or of the agent; with it, recording is slower."
        >
          <Switch
            label="Survive a power cut"
            isOn={settings.durable}
            onChange={durable => void changeSettings({ durable })}
          />
        </Setting>
        <CaptureMode settings={settings} />
      </Group>
      <Group title="Redaction">
        <Redaction rules={settings.redactionRules} />
      </Group>
      <Group title="Retention">
        <Retention settings={settings} />
      </Group>
    </>
  )
}
