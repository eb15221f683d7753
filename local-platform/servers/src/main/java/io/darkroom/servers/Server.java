package io.darkroom.servers;

/// A real server that a test may end and bring back: its address and its data stay.
public interface Server {

    /// What it is called in messages.
    String name();

    /// Whether it runs.
    boolean isAlive();

    /// Starts it and waits until it can be used.
    ///
    /// @throws ServerFailedException if it cannot be started
    /// @throws IllegalStateException if it runs
    void start();

    /// Ends it at once, as `kill -9` does.
    void kill();

    /// Makes it fall silent: it keeps its connections and takes new ones, and answers none.
    void suspend();

    /// Lets it go on.
    void resume();
}
