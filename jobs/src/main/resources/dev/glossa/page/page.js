"use strict";
(() => {
  const root = document.documentElement;
  const SERIES = 8;
  const figures = [...document.querySelectorAll("figure.chart")];
  const drawn = [];

  root.classList.replace("no-js", "js");
  document.querySelectorAll("figure.chart details").forEach((numbers) => { numbers.open = false; });

  const color = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const seriesColor = (index) => color("series-" + (index % SERIES + 1));

  const axis = (title, extra) => ({
    title: { display: title !== "", text: title, color: color("muted") },
    ticks: { color: color("muted") },
    grid: { color: color("line") },
    border: { display: false },
    ...extra,
  });

  // Thresholds stand between the bars of a histogram, so they are drawn by hand.
  const marks = {
    id: "marks",
    afterDatasetsDraw(chart, args, options) {
      const { ctx, chartArea, scales } = chart;
      const bars = chart.data.labels.length;
      (options.list || []).forEach((mark) => {
        const x = scales.x.left + scales.x.width * mark.position / bars;
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = color("bad");
        ctx.setLineDash([5, 4]);
        ctx.lineWidth = 1.5;
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.font = "11px system-ui, sans-serif";
        ctx.textAlign = mark.position > bars / 2 ? "right" : "left";
        ctx.fillText(mark.label, x + (mark.position > bars / 2 ? -5 : 5), chartArea.top + 10);
        ctx.restore();
      });
    },
  };

  // Ends of intervals, along their bars.
  const whiskers = {
    id: "whiskers",
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      const lies = chart.options.indexAxis === "y";
      const scale = lies ? scales.x : scales.y;
      const line = (from, to, across) => {
        ctx.moveTo(...(lies ? [from, across] : [across, from]));
        ctx.lineTo(...(lies ? [to, across] : [across, to]));
      };
      ctx.save();
      ctx.strokeStyle = color("ink");
      ctx.lineWidth = 1.2;
      ctx.beginPath();
      chart.data.datasets.forEach((dataset, index) => {
        chart.getDatasetMeta(index).data.forEach((bar, i) => {
          const interval = (dataset.intervals || [])[i];
          if (interval) {
            line(...interval.map((end) => scale.getPixelForValue(end)), lies ? bar.y : bar.x);
          }
        });
      });
      ctx.stroke();
      ctx.restore();
    },
  };

  const options = (data) => ({
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: "index", intersect: false, axis: lying(data) ? "y" : "x" },
    plugins: {
      legend: {
        display: data.series.length > 1,
        labels: { color: color("ink"), boxWidth: 14, boxHeight: 14, useBorderRadius: true, borderRadius: 3 },
      },
      marks: { list: data.marks },
    },
  });

  const lying = (data) => data.form === "ROWS" || data.form === "STACKED_ROWS";

  const bar = (data) => {
    const stacked = data.form === "STACKED_ROWS";
    const histogram = data.form === "HISTOGRAM";
    const ends = data.series.flatMap((series) => (series.intervals || []).flatMap((interval) => interval || []));
    const values = axis(data.valueTitle, {
      beginAtZero: true,
      stacked,
      suggestedMin: Math.min(0, ...ends),
      suggestedMax: Math.max(0, ...ends),
    });
    const labels = axis("", { stacked });
    labels.grid = { display: false };
    labels.ticks.autoSkip = !lying(data);
    if (lying(data)) {
      labels.ticks.color = color("ink");
    }
    return {
      type: "bar",
      data: {
        labels: data.labels,
        datasets: data.series.map((series, index) => ({
          label: series.name,
          data: series.values,
          intervals: series.intervals,
          backgroundColor: seriesColor(index),
          borderRadius: histogram ? 0 : 3,
          categoryPercentage: histogram ? 1 : 0.78,
          barPercentage: histogram ? 0.98 : 0.92,
          maxBarThickness: histogram ? undefined : 46,
        })),
      },
      options: {
        ...options(data),
        indexAxis: lying(data) ? "y" : "x",
        scales: lying(data) ? { x: values, y: labels } : { x: labels, y: values },
      },
      plugins: [marks, whiskers],
    };
  };

  const pointRadius = (series, point) => {
    if (series.marked && series.marked.x === point.x) {
      return 6;
    }
    return series.points.length > 40 ? 0 : 2;
  };

  const line = (data) => ({
    type: "line",
    data: {
      datasets: data.series.map((series, index) => ({
        label: series.name,
        data: series.points,
        borderColor: seriesColor(index),
        backgroundColor: seriesColor(index),
        borderWidth: 2,
        pointRadius: series.points.map((point) => pointRadius(series, point)),
        pointHitRadius: 8,
      })),
    },
    options: {
      ...options(data),
      interaction: { mode: "nearest", axis: "x", intersect: false },
      scales: { x: axis(data.xTitle, { type: "linear" }), y: axis(data.yTitle, {}) },
    },
  });

  const draw = () => {
    drawn.splice(0).forEach((chart) => chart.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.locale = "en";
    figures.forEach((figure) => {
      const data = JSON.parse(figure.querySelector("script").textContent);
      if (lying(data)) {
        const rows = data.labels.length * (data.form === "ROWS" ? data.series.length : 1);
        figure.querySelector(".plot").style.height = Math.max(150, rows * 27 + 90) + "px";
      }
      drawn.push(new Chart(figure.querySelector("canvas"), data.kind === "line" ? line(data) : bar(data)));
    });
    root.dataset.charts = String(drawn.length);
  };

  draw();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
