import Store

/// The record that stands for a case: what is decided about the person hangs on it, and goes where it goes.
enum LeadRecord {
    /// Police before probation before prison; of one kind, the one last updated.
    static func query(_ person: Int64) -> SQL {
        """
        SELECT r.id FROM record r WHERE r.person_id = \(person)
        ORDER BY CASE r.kind WHEN 'nominal' THEN 0 WHEN 'probation' THEN 1 WHEN 'prison' THEN 2 ELSE 3 END,
          r.updated_at DESC, r.id LIMIT 1
        """
    }
}
