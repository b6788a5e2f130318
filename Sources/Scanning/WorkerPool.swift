/// Runs one piece of work per thread.
enum WorkerPool {
  /// Calls `work` for every worker at once and returns when all are done.
  static func run<Worker: AnyObject>(_ workers: [Worker], _ work: @escaping @Sendable (Worker) -> Void) async
  {
    await withTaskGroup(of: Void.self) { group in
      for worker in workers {
        let loan = Loan(worker)
        group.addTask { work(loan.worker) }
      }
    }
  }

  /// Hands a worker to its task. It is touched by that task alone until the task has ended.
  private struct Loan<Worker: AnyObject>: @unchecked Sendable {
    let worker: Worker
    init(_ worker: Worker) { self.worker = worker }
  }
}
