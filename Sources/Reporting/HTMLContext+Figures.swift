extension HTMLContext {
  /// What `figure.mustache` reads.
  func figure(_ figure: Figure) -> HTMLFields {
    var drawing: HTMLDrawing?
    var bars: BarList?
    switch figure.drawing {
    case .plot(let plot): drawing = HTMLDrawing(plot, times)
    case .heat(let map): drawing = HTMLDrawing(map)
    case .roster(let roster): drawing = HTMLDrawing(roster, times)
    case .bars(let list): bars = list
    }
    let legend =
      drawing?.legend ?? bars.map { $0.parts.map { ($0.label, $0.shade.rawValue) } } ?? []
    return [
      "pieces": pieces(figure.caption), "summary": figure.summary,
      "panels": (drawing?.panels ?? []).map(panel),
      "bars": bars.map(rows) ?? [],
      "legend": legend.map { ["label": $0.0, "shade": $0.1] as HTMLFields },
      "hasLegend": !legend.isEmpty,
      "table": [table(figure.table)],
    ]
  }

  private func panel(_ panel: HTMLDrawing.Panel) -> HTMLFields {
    [
      "height": String(panel.height), "columns": String(panel.columns),
      "paths": panel.paths.map { ["kind": $0.kind, "d": $0.d] as HTMLFields },
      "texts": panel.texts.map(text), "hasGutter": panel.gutter != nil,
      "gutter": (panel.gutter ?? []).map(text),
    ]
  }

  private func text(_ text: HTMLDrawing.Text) -> HTMLFields {
    [
      "x": String(text.x), "y": String(text.y), "anchor": text.anchor, "kind": text.kind,
      "text": text.text,
    ]
  }

  private func rows(_ list: BarList) -> [HTMLFields] {
    list.rows.map { row in
      var paths: [HTMLFields] = []
      var left = 0
      for (part, value) in zip(list.parts, row.values) where value > 0 {
        // Whatever is not nothing shows.
        let width = max(4, Int(Double(value) / Double(row.whole) * 1000))
        paths.append(["kind": part.shade.rawValue, "d": "M\(left) 0h\(width)v10h-\(width)z"])
        left += width
      }
      return ["pieces": pieces(row.label), "paths": paths, "note": row.note]
    }
  }
}
