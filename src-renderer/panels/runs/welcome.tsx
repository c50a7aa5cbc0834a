import { type ReactNode, useEffect, useState } from 'react'
import type { EngineStatus } from '#contract/status.ts'
import { loadSample } from '../../actions/load-sample.ts'
import { moveReceiver } from '../../actions/move-receiver.ts'
import { useOperation } from '../../api/use-operation.ts'
import { Button } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { Icon } from '../../widgets/icon.tsx'
import type { IconName } from '../../widgets/icon-drawings.ts'
import { ReceiverLine } from '../../widgets/receiver-line.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { type Dialect, environmentLines, type Ports, type Protocol } from './environment-lines.ts'
import { ImportButton } from './runs-toolbar.tsx'
import styles from './welcome.module.css'

const DIALECTS = [
  { id: 'shell', label: 'Shell' },
  { id: 'powershell', label: 'PowerShell' },
  { id: 'python', label: 'Python' },
  { id: 'node', label: 'Node' },
] as const

const PROTOCOLS = [
  { id: 'http', label: 'HTTP' },
  { id: 'grpc', label: 'gRPC' },
] as const

/** What stands in place of the list until the first run has come. */
export function Welcome() {
  const { value: status } = useOperation('status', {})

  useEffect(() => {
    document.title = 'Runback'
  }, [])

  return (
    <main className={styles.panel} aria-label="Runs">
      <div className={styles.column}>
        <header>
          <h1 className={styles.title}>Waiting for the first run</h1>
          <p className={styles.lead}>
            Point any OpenTelemetry SDK at this machine and its runs appear here as they happen. Nothing you
            record leaves it.
          </p>
        </header>
        <section className={styles.receivers} aria-label="Receivers">
          {status?.receivers.map(receiver => (
            <ReceiverLine
              key={receiver.name}
              receiver={receiver}
              onMove={port => void moveReceiver(receiver.name, port)}
            />
          ))}
        </section>
        <EnvironmentCard ports={portsOf(status)} />
        <div className={styles.ways}>
          <Way icon="play" title="No agent at hand?" text="Look around with a small recorded agent run.">
            <Button tone="primary" onClick={() => void loadSample()}>
              Load the sample run
            </Button>
          </Way>
          <Way
            icon="import"
            title="Have a recording?"
            text="Drop files anywhere in the window: OTLP, sessions of coding agents, exports of other tools."
          >
            <ImportButton />
          </Way>
        </div>
      </div>
    </main>
  )
}

function EnvironmentCard({ ports }: { readonly ports: Ports }) {
  const [dialect, setDialect] = useState<Dialect>('shell')
  const [protocol, setProtocol] = useState<Protocol>('http')
  const lines = environmentLines(dialect, protocol, ports)
  return (
    <section className={styles.card} aria-label="Environment lines">
      <div className={styles.cardHead}>
        <Tabs
          label="Language"
          tabs={DIALECTS}
          selected={dialect}
          onSelect={setDialect}
          controls="environment-lines"
        />
        <div className={styles.cardTools}>
          <Tabs
            label="Protocol"
            look="boxed"
            tabs={PROTOCOLS}
            selected={protocol}
            onSelect={setProtocol}
            controls="environment-lines"
          />
          <CopyButton label="Copy" read={() => lines} />
        </div>
      </div>
      <pre className={styles.lines} id="environment-lines" role="tabpanel" aria-label="Lines to paste">
        {lines.split('\n').map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text have no other identity
          <span key={index} className={/^(#|\/\/)/.test(line) ? styles.remark : undefined}>
            {`${line}\n`}
          </span>
        ))}
      </pre>
    </section>
  )
}

interface WayProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Way({ icon, title, text, children }: WayProps) {
  return (
    <section className={styles.way}>
      <span className={styles.wayIcon}>
        <Icon name={icon} size={16} />
      </span>
      <div className={styles.wayText}>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      {children}
    </section>
  )
}

function portsOf(status: EngineStatus | undefined): Ports {
  const portOf = (name: string) => status?.receivers.find(receiver => receiver.name === name)?.port
  return { http: portOf('otlp-http') ?? 4318, grpc: portOf('otlp-grpc') ?? 4317 }
}
