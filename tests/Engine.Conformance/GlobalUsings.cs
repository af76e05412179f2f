global using Orleans.Concurrency;
global using Rooms.Engine.Conformance.Fixture;
