/// A history that cannot be used, and why; it was left as it was.
public struct HistoryRefusal: Error, Sendable, Equatable {
  /// What is wrong.
  enum Cause: Sendable, Equatable {
    /// Nothing is there, and it was to be read.
    case missing
    /// It is a directory, or no file of bytes.
    case noFile(String)
    /// It cannot be read; the operating system's words.
    case unreadable(String)
    /// It holds no byte.
    case empty
    /// It is no SQLite database.
    case noDatabase
    /// It is a database of another program.
    case otherApplication
    /// A newer program wrote it.
    case newer(Int)
    /// It is not as it was written; how that shows.
    case damaged(String)
    /// Its journal is there without it.
    case strayJournal(String)
    /// It cannot be written to; the system's words.
    case cannotWrite(String)
    /// Another program is writing to it just now.
    case busy
    /// Another run holds the lock, or nobody says who; how long it was waited for.
    case locked(LockHolder?, seconds: Int)
    /// Content of this path is recorded already.
    case recordedBefore(String)
  }

  /// The history, as given.
  let path: String
  let cause: Cause

  /// Whether it could not be written or waited for, rather than being none or damaged.
  public var isWriteFailure: Bool {
    switch cause {
    case .cannotWrite, .busy, .locked: true
    default: false
    }
  }

  /// The reason for a reader: which file, what is wrong, how to mend it.
  public var sentence: String {
    let file = "the history \"\(path)\""
    switch cause {
    case .missing: return file + " does not exist; quota-audit --history makes it"
    case .noFile(let kind): return file + " is \(kind); name a file"
    case .unreadable(let reason): return file + " cannot be read: \(reason)"
    case .empty:
      return file + " is an empty file; restore it from a copy, or remove it to begin a new one"
    case .noDatabase:
      return file + " is none: it does not begin as an SQLite database; name another file"
    case .otherApplication:
      return file + " is a database of another program; name another file"
    case .newer(let version):
      return file + " is of version \(version), this program knows version "
        + "\(HistorySchema.version); use a newer one"
    case .damaged(let how):
      return file + " is damaged: \(how); restore it from a copy, it was not changed"
    case .strayJournal(let name):
      return file
        + " does not exist, but \"\(name)\" does, which belongs to it; restore the history, "
        + "or remove that file to begin a new one"
    case .cannotWrite(let reason): return file + " cannot be written: \(reason)"
    case .busy: return file + " is being written by another program; try again"
    case .locked(let holder, let seconds):
      let who = holder.map { "the run with process id \($0.process), since \($0.start)," }
      return file + " is in use: \(who ?? "another run") holds \"\(RunLock.path(beside: path))\""
        + (seconds > 0 ? ", and did so for \(seconds) s" : "") + "; try again when it has ended"
    case .recordedBefore(let input):
      return file + " has the content of \"\(input)\" already, under the same length and CRC-32; "
        + "nothing was recorded"
    }
  }
}
