import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { TimelinePoint } from '../api/types';
import { useTheme } from '../app/theme';
import { shortDay } from '../format/format';

register([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Images by day and outcome. The table below it says the same in words. */
export default function TimelineChart({ points }: { points: TimelinePoint[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const theme = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the colours that the page has
  useEffect(() => {
    const element = frame.current;
    if (element === null) {
      return undefined;
    }
    const chart = init(element, null, { renderer: 'canvas' });
    chart.setOption(optionsFor(points, element));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [points, theme]);

  return <div ref={frame} className="chart" />;
}

function optionsFor(points: TimelinePoint[], element: HTMLElement) {
  const colour = (name: string) => colourOf(element, name);
  const series = (name: string, data: number[], tint: string) => ({
    name,
    data,
    type: 'bar' as const,
    stack: 'images',
    barMaxWidth: 36,
    itemStyle: { color: tint, borderRadius: 2 },
  });
  const text = {
    color: colour('--ink-soft'),
    fontFamily: getComputedStyle(element).fontFamily,
    fontSize: 12,
  };
  return {
    animation: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    aria: { enabled: true },
    grid: { left: 4, right: 4, top: 12, bottom: 36, containLabel: true },
    legend: { bottom: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 12, textStyle: text },
    // The content security policy lets no tooltip bring styles of its own.
    tooltip: {
      trigger: 'axis' as const,
      renderMode: 'richText' as const,
      axisPointer: { type: 'shadow' as const },
      backgroundColor: colour('--surface'),
      borderColor: colour('--line'),
      textStyle: { ...text, color: colour('--ink') },
    },
    xAxis: {
      type: 'category' as const,
      data: points.map((point) => shortDay(point.start)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line') } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value' as const,
      minInterval: 1,
      splitLine: { lineStyle: { color: colour('--line') } },
      axisLabel: text,
    },
    series: [
      series(
        'Processed',
        points.map((point) => point.processed),
        colour('--good'),
      ),
      series(
        'Failed',
        points.map((point) => point.failed),
        colour('--bad'),
      ),
      series(
        'In flight',
        points.map((point) => point.inFlight),
        colour('--wait'),
      ),
    ],
  };
}

// A property that uses light-dark() has a colour only once an element wears it.
function colourOf(element: HTMLElement, property: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
