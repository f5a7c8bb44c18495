// Figures: every [data-chart] draws the series of the JSON it names; the table beside it holds the same.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const COLOURS = ['#0b57a4', '#b3461e', '#1b7a3d', '#6b4aa0', '#8a5a00'];

for (const place of document.querySelectorAll('[data-chart]')) draw(place);

function draw(place) {
  const told = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const chart = init(place, null, { renderer: 'svg' });
  const categories = { type: 'category', data: told.labels, inverse: told.across, axisLabel: { width: 220, overflow: 'truncate' } };
  const values = { type: 'value', minInterval: told.whole ? 1 : 0 };
  chart.setOption({
    animation: false,
    color: COLOURS,
    aria: { enabled: true, label: { description: told.title } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    legend: told.series.length > 1 ? { top: 0 } : undefined,
    grid: { left: 8, right: 24, top: told.series.length > 1 ? 36 : 12, bottom: 8, containLabel: true },
    xAxis: told.across ? values : categories,
    yAxis: told.across ? categories : values,
    series: told.series.map((one) => ({ type: told.kind, barMaxWidth: 28, name: one.name, data: one.values, ...limit(one) })),
  });
  window.addEventListener('resize', () => chart.resize());
  place.dataset.ready = 'true';
}

function limit({ limit: at, limitName }) {
  if (at === undefined || at === null) return {};
  return { markLine: { symbol: 'none', data: [{ yAxis: at, name: limitName }], lineStyle: { color: '#b3261e' } } };
}
