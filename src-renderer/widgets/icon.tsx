import styles from './icon.module.css'

/** Drawn on a 16 × 16 grid with a 1.4 wide round pen. */
const DRAWINGS = {
  runs: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1',
  settings:
    'M2.5 4.75h5.25M11.25 4.75h2.25M9.5 6.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5zM2.5 11.25h2.25M8.25 11.25h5.25M6.5 13a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z',
  keys: 'M2.5 4.5h11a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM4.5 7h.01M7 7h.01M9.5 7h.01M11.8 7h.01M5.5 9.3h5',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.6v1.3M8 13.1v1.3M1.6 8h1.3M13.1 8h1.3M3.5 3.5l.9.9M11.6 11.6l.9.9M3.5 12.5l.9-.9M11.6 4.4l.9-.9',
  moon: 'M13.4 9.6A5.7 5.7 0 0 1 6.4 2.6a5.7 5.7 0 1 0 7 7z',
  contrast: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12M8 5h4.9M8 8h6M8 11h4.9',
  copy: 'M6 5.5h6.5a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zM11 5.5V3a1 1 0 0 0-1-1H3.5a1 1 0 0 0-1 1v6.5a1 1 0 0 0 1 1H5',
  check: 'M3 8.6l3.3 3.3L13 4.6',
  close: 'M4 4l8 8M12 4l-8 8',
  'chevron-right': 'M6 3.8L10.2 8 6 12.2',
  'chevron-down': 'M3.8 6L8 10.2 12.2 6',
  back: 'M9.8 3.5L5.3 8l4.5 4.5',
  import: 'M8 2.5v7.5M4.9 7.1L8 10.2l3.1-3.1M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11',
  trash:
    'M2.8 4.3h10.4M6.2 4.1V2.6h3.6v1.5M4.1 4.5l.6 8.2a.9.9 0 0 0 .9.8h4.8a.9.9 0 0 0 .9-.8l.6-8.2M6.7 7v3.8M9.3 7v3.8',
  waterfall: 'M2.5 3.5h6M5 8h6M8 12.5h5.5',
  graph:
    'M3.7 9.6a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM12.3 5.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM12.3 13.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM5.2 7.4C8 7 8 4.2 10.7 3.9M5.2 8.6c2.8.4 2.8 3.2 5.5 3.5',
  'expand-all': 'M4.5 6L8 2.5 11.5 6M4.5 10L8 13.5l3.5-3.5',
  'collapse-all': 'M4.5 2.5L8 6l3.5-3.5M4.5 13.5L8 10l3.5 3.5',
  warning: 'M8 2.4l6.2 11H1.8zM8 6.6v3M8 11.6h.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.4v3.4M8 5.2h.01',
  play: 'M5 3.2v9.6l7.6-4.8z',
  link: 'M6.6 9.4l2.8-2.8M7.4 4.6l1.3-1.3a2.8 2.8 0 0 1 4 4l-1.3 1.3M8.6 11.4l-1.3 1.3a2.8 2.8 0 0 1-4-4l1.3-1.3',
  'kind-agent': 'M8 1.9l5.3 3v6.2L8 14.1l-5.3-3V4.9zM8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  'kind-node': 'M4.2 3.2h7.6a1 1 0 0 1 1 1v7.6a1 1 0 0 1-1 1H4.2a1 1 0 0 1-1-1V4.2a1 1 0 0 1 1-1z',
  'kind-llm':
    'M3.4 2.8h9.2a1.2 1.2 0 0 1 1.2 1.2v6a1.2 1.2 0 0 1-1.2 1.2H7.8L4.6 13.8v-2.6H3.4A1.2 1.2 0 0 1 2.2 10V4a1.2 1.2 0 0 1 1.2-1.2zM5.3 5.9h5.4M5.3 8.3h3.4',
  'kind-tool':
    'M2.6 3.4h10.8a.9.9 0 0 1 .9.9v7.4a.9.9 0 0 1-.9.9H2.6a.9.9 0 0 1-.9-.9V4.3a.9.9 0 0 1 .9-.9zM4.4 6.2L6.5 8l-2.1 1.8M8.2 10h3',
  'kind-retrieval':
    'M8 6.2c2.9 0 5-.9 5-2s-2.1-2-5-2-5 .9-5 2 2.1 2 5 2zM3 4.2v7.6c0 1.1 2.1 2 5 2s5-.9 5-2V4.2M3 8c0 1.1 2.1 2 5 2s5-.9 5-2',
  'kind-embedding':
    'M3.5 3.5h.01M8 3.5h.01M12.5 3.5h.01M3.5 8h.01M8 8h.01M12.5 8h.01M3.5 12.5h.01M8 12.5h.01M12.5 12.5h.01',
  'kind-decision': 'M8 1.9L14.1 8 8 14.1 1.9 8z',
  'kind-edge': 'M2.2 8h11M9.4 4.2L13.2 8l-3.8 3.8',
  'kind-guardrail': 'M8 1.9l5 1.8v4.1c0 3-2 5-5 6.3-3-1.3-5-3.3-5-6.3V3.7zM5.8 7.8l1.6 1.6 2.9-3',
  'kind-custom': 'M8 12.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4z',
} as const

export type IconName = keyof typeof DRAWINGS

export interface IconProps {
  readonly name: IconName
  readonly size?: number
}

/** Decoration only; whatever carries it has the name. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg className={styles.icon} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={DRAWINGS[name]} />
    </svg>
  )
}
