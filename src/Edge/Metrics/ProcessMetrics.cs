using System.Diagnostics;

namespace Rooms.Edge.Metrics;

/// <summary>What every process has: named as Prometheus' own clients name it.</summary>
internal static class ProcessMetrics
{
    public static void Write(PrometheusText text)
    {
        using var process = Process.GetCurrentProcess();
        text.Write("process_cpu_seconds_total", "CPU time of the process", FamilyKind.Counter, process.TotalProcessorTime.TotalSeconds);
        text.Write("process_resident_memory_bytes", "Resident memory", FamilyKind.Gauge, process.WorkingSet64);
        text.Write("process_start_time_seconds", "Start of the process, unix time", FamilyKind.Gauge, StartTime(process));
        text.Write("process_threads", "Threads", FamilyKind.Gauge, process.Threads.Count);
        text.Write("dotnet_gc_heap_bytes", "Managed heap after the last collection", FamilyKind.Gauge, GC.GetGCMemoryInfo().HeapSizeBytes);
        text.Write("dotnet_gc_allocated_bytes_total", "Bytes allocated on the managed heap", FamilyKind.Counter, GC.GetTotalAllocatedBytes());
        text.Write("dotnet_gc_collections_total", "Collections of any generation", FamilyKind.Counter, GC.CollectionCount(0));
        text.Write("dotnet_gc_pause_seconds_total", "Time that collections stopped the process", FamilyKind.Counter, GC.GetTotalPauseDuration().TotalSeconds);
        text.Write("dotnet_threadpool_threads", "Threads of the pool", FamilyKind.Gauge, ThreadPool.ThreadCount);
        text.Write("dotnet_threadpool_queue_length", "Work items waiting for a thread", FamilyKind.Gauge, ThreadPool.PendingWorkItemCount);
    }

    private static double StartTime(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
}
