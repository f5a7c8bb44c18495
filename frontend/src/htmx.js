// htmx, as the pages use it: no eval, no style elements of its own, scripts carry the page's nonce.
import htmx from 'htmx.org';

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
window.htmx = htmx;
