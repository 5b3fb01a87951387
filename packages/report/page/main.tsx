import { render } from 'preact';
import { App } from './app.tsx';
import { loadData } from './load.ts';
import './style.css';

const root = document.querySelector('#root');
if (root) {
  try {
    const data = await loadData(document);
    root.replaceChildren();
    render(<App data={data} />, root);
  } catch (error) {
    root.textContent = error instanceof Error ? error.message : 'The report could not be read.';
  }
}
