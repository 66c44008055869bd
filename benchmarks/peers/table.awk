# Makes the table of benchmarks/peers/run. Its lines: kind of messages, driver, messages that
# passed, CPU time of one in microseconds, and for Waxseal that of the whole process.

function add(key, value) {
  values[key, ++count[key]] = value
}

function median(key,    n, i, j, swap, sorted) {
  n = count[key]
  for (i = 1; i <= n; i++) {
    sorted[i] = values[key, i]
    for (j = i; j > 1 && sorted[j - 1] > sorted[j]; j--) {
      swap = sorted[j]
      sorted[j] = sorted[j - 1]
      sorted[j - 1] = swap
    }
  }
  return (sorted[int((n + 1) / 2)] + sorted[int((n + 2) / 2)]) / 2
}

function cell(kind, driver,    micros) {
  if (!((kind, driver) in count)) return " |"
  micros = median(kind SUBSEP driver)
  return sprintf(" %.0f (%.2f) |", micros, micros / median(kind SUBSEP "Waxseal"))
}

{
  add($1 SUBSEP $2, $4 + 0)
  if ($2 == "Waxseal") add($1 SUBSEP "process", $5 + 0)
}

END {
  split(kinds, kind, " ")
  columns = split("Waxseal process Waxseal-anew libopendkim go-msgauth dkimpy Mail::DKIM", driver, " ")
  print "| Messages | Waxseal | … whole process | … new verifier | libopendkim | go-msgauth | dkimpy | Mail::DKIM |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i in kind; i++) {
    row = "| " kind[i] " |"
    for (j = 1; j <= columns; j++) row = row cell(kind[i], driver[j])
    print row
  }
}
