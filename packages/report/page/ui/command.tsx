/** A command to copy: the whole text is selected by one click. */
export function Command({ text }: { text: string }) {
  return (
    <pre class="command" tabIndex={0} aria-label="Command">
      <code>{text}</code>
    </pre>
  );
}
