namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>One way to reach for another app's data, and the endpoints that it can be tried on.</summary>
internal sealed record Attack(string Name, Func<MatrixRow, bool> AppliesTo, Func<TwoTenants, MatrixRow, Task> RunAsync);
