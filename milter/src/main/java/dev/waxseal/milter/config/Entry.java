package dev.waxseal.milter.config;

/**
 * A text in the file.
 *
 * @param text what it says
 * @param line where it stands, from 1
 */
public record Entry(String text, int line) {}
