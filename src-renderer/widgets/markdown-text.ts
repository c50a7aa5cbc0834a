/** Beyond this much Markdown is shown as text: building its elements would stall the window. */
export const MARKDOWN_AT_MOST = 150_000
