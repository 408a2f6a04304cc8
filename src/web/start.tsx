import { FluentProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { NoticesProvider } from './shared/notices.tsx';
import { darkTheme, lightTheme } from './theme/brand.ts';
import { useColorScheme } from './theme/use-color-scheme.ts';

const Root = () => (
  <FluentProvider theme={useColorScheme() === 'dark' ? darkTheme : lightTheme} style={{ height: '100%', background: 'transparent' }}>
    <NoticesProvider>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </NoticesProvider>
  </FluentProvider>
);

const element = document.getElementById('root');
if (!element) throw new Error('The page has no root element.');
createRoot(element).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
