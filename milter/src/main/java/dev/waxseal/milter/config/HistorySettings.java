package dev.waxseal.milter.config;

import java.nio.file.Path;

/**
 * Where the mail that was judged is recorded, for aggregate reports.
 *
 * @param folder the folder of the files
 * @param days the days for which they are kept, the current one not counted
 */
public record HistorySettings(Path folder, int days) {}
